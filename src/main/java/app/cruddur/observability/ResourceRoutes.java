package app.cruddur.observability;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Adds the path templates of the resources to {@link Routes}. JAX-RS calls it once for each resource method, when the application starts. */
@Provider
public class ResourceRoutes implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Path root = resource.getResourceClass().getAnnotation(Path.class);
        Path method = resource.getResourceMethod().getAnnotation(Path.class);
        // Jersey's own handlers of OPTIONS have no path.
        if (root != null) {
            Routes.add("/api/" + root.value() + (method == null ? "" : "/" + withoutExpression(method.value())));
        }
    }

    /** Removes the regular expression of a variable: <code>{uuid: …}</code> becomes <code>{uuid}</code>. */
    private static String withoutExpression(String path) {
        int colon = path.indexOf(':');
        return colon < 0 ? path : path.substring(0, colon) + path.substring(path.lastIndexOf('}'));
    }
}

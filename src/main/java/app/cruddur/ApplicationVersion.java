package app.cruddur;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Reads the version of this WAR. */
final class ApplicationVersion {

    private ApplicationVersion() {}

    /** Returns {@code Implementation-Version} from the WAR's manifest, which the build writes. */
    static String read(ServletContext war) {
        try (InputStream manifest = war.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            return new Manifest(manifest).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

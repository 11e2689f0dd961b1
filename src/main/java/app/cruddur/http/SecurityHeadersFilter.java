package app.cruddur.http;

import app.cruddur.operations.WarPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What every answer tells the browser to keep others from doing: the API's, the page's files' and the error pages'. */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR})
public class SecurityHeadersFilter extends HttpFilter {

    private static final String POWERFUL_FEATURES =
            "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";
    private static final String A_YEAR = "max-age=31536000";

    private transient TrustedProxies proxies;
    private transient ContentSecurityPolicy policy;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        proxies = TrustedProxies.fromEnvironment();
        policy = ContentSecurityPolicy.of(config.getServletContext());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = WarPath.asked(request);
        response.setHeader("Content-Security-Policy", policy.of(path));
        response.setHeader("X-Content-Type-Options", "nosniff");
        // For what does not know frame-ancestors; Payara would say SAMEORIGIN.
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Permissions-Policy", POWERFUL_FEATURES);
        // Front ends on other origins read the API by CORS, which this does not stand in the way of.
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
        if (proxies.sawTls(request)) {
            response.setHeader("Strict-Transport-Security", A_YEAR);
        }
        if (response.containsHeader("Server")) {
            // Payara says what it is.
            response.setHeader("Server", "");
        }
        chain.doFilter(request, response);
    }
}

package app.cruddur.security;

import app.cruddur.config.Configuration;
import app.cruddur.observability.RequestPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sets the security headers of every response: of the API, the web client's files and the error pages. */
public class SecurityHeadersFilter extends HttpFilter {

    private static final String PERMISSIONS_POLICY =
            "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";
    private static final String HSTS_ONE_YEAR = "max-age=31536000";

    private transient TrustedProxies proxies;
    private transient ContentSecurityPolicy policy;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        proxies = TrustedProxies.of(Configuration.current());
        policy = ContentSecurityPolicy.of(config.getServletContext());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = RequestPath.asked(request);
        response.setHeader("Content-Security-Policy", policy.of(path));
        response.setHeader("X-Content-Type-Options", "nosniff");
        // For browsers without frame-ancestors; replaces Payara's SAMEORIGIN.
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Permissions-Policy", PERMISSIONS_POLICY);
        // Does not affect CORS, by which front ends on other origins read the API.
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
        if (proxies.sawTls(request)) {
            response.setHeader("Strict-Transport-Security", HSTS_ONE_YEAR);
        }
        if (response.containsHeader("Server")) {
            // Payara sends its product name.
            response.setHeader("Server", "");
        }
        chain.doFilter(request, response);
    }
}

package app.cruddur.security;

import app.cruddur.observability.Metrics;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fetches an issuer's JWK set. If its URL is not configured, the URL is read from the issuer's discovery document: at the first token, not
 * at start-up, so that the server starts while the issuer is unavailable.
 */
final class JwkSetRetriever extends DefaultResourceRetriever {

    private static final int CONNECT_TIMEOUT_MILLIS = 2000;
    private static final int READ_TIMEOUT_MILLIS = 2000;
    private static final int MAX_BYTES = 100_000;

    private final Issuer issuer;
    private volatile URI keysUri;
    private final AtomicInteger fetches = new AtomicInteger();

    JwkSetRetriever(Issuer issuer) {
        super(CONNECT_TIMEOUT_MILLIS, READ_TIMEOUT_MILLIS, MAX_BYTES);
        this.issuer = issuer;
        this.keysUri = issuer.keys().orElse(null);
    }

    /** The number of successful fetches since start-up. */
    int fetches() {
        return fetches.get();
    }

    /** The URL to configure the key source with: the JWK set's or, if that is not configured, the discovery document's. */
    URL sourceUrl() {
        return url(issuer.keys().orElseGet(issuer::discovery));
    }

    @Override
    public Resource retrieveResource(URL address) throws IOException {
        try {
            if (keysUri == null) {
                keysUri = discover();
            }
            Resource jwkSet = super.retrieveResource(url(keysUri));
            fetches.incrementAndGet();
            Metrics.ISSUER_KEYS.labelValues("fetched").inc();
            return jwkSet;
        } catch (IOException e) {
            Metrics.ISSUER_KEYS.labelValues("failed").inc();
            throw e;
        }
    }

    private URI discover() throws IOException {
        try {
            var document = JSONObjectUtils.parse(
                    super.retrieveResource(url(issuer.discovery())).getContent());
            if (!issuer.name().equals(JSONObjectUtils.getString(document, "issuer"))) {
                throw new IOException("The discovery document of " + issuer.name() + " names another issuer");
            }
            return JSONObjectUtils.getURI(document, "jwks_uri");
        } catch (ParseException e) {
            throw new IOException("The discovery document of " + issuer.name() + " cannot be parsed", e);
        }
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}

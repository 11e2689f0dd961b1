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

/**
 * Fetches an issuer's JWK set, and first finds out where it is, if nobody said: at the first token, not at start-up, so that the server
 * starts while the issuer is away.
 */
final class IssuerKeys extends DefaultResourceRetriever {

    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 2000;
    private static final int MAX_BYTES = 100_000;

    private final Issuer issuer;
    private volatile URI keys;
    private volatile boolean known;

    IssuerKeys(Issuer issuer) {
        super(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES);
        this.issuer = issuer;
        this.keys = issuer.keys().orElse(null);
    }

    /** Whether the keys were ever had. */
    boolean known() {
        return known;
    }

    /** What the key source is told to read: the discovery document while the keys' own address is not known. */
    URL address() {
        return url(issuer.keys().orElseGet(issuer::discovery));
    }

    @Override
    public Resource retrieveResource(URL address) throws IOException {
        try {
            if (keys == null) {
                keys = discover();
            }
            Resource found = super.retrieveResource(url(keys));
            known = true;
            Metrics.ISSUER_KEYS.labelValues("fetched").inc();
            return found;
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
                throw new IOException("The discovery document of " + issuer.name() + " is another issuer's");
            }
            return JSONObjectUtils.getURI(document, "jwks_uri");
        } catch (ParseException e) {
            throw new IOException("The discovery document of " + issuer.name() + " is not to be read", e);
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

package app.cruddur.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A JWKS server under the control of the test: it counts fetches, rotates keys, stops and restarts. */
final class KeyServer implements AutoCloseable {

    static final String CLIENT = "cruddur-web";

    private final AtomicInteger fetches = new AtomicInteger();
    private HttpServer server;
    private volatile List<JWK> keys;

    KeyServer(JWK... keys) throws IOException {
        this.keys = List.of(keys);
        start(0);
    }

    private void start(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            byte[] body = new JWKSet(keys).toString(true).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    void rotateTo(JWK... others) {
        keys = List.of(others);
    }

    void stop() {
        server.stop(0);
    }

    void restart() throws IOException {
        start(server.getAddress().getPort());
    }

    int fetches() {
        return fetches.get();
    }

    Issuer issuer() {
        return new Issuer(name(), CLIENT, Optional.of(URI.create(name() + "/keys")));
    }

    String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The claims of a valid access token, for the test to modify. */
    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(name())
                .subject("TEST-user")
                .claim("token_use", "access")
                .claim("client_id", CLIENT)
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    static String sign(JWK key, JWSAlgorithm algorithm, JWTClaimsSet claims) throws Exception {
        return sign(key, new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
    }

    static String sign(JWK key, JWSHeader header, JWTClaimsSet claims) throws Exception {
        JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, header.getAlgorithm());
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

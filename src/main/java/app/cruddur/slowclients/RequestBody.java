package app.cruddur.slowclients;

import app.cruddur.http.ApiException;
import app.cruddur.http.UnreadBody;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A request whose body has been read into memory, or whose body could not be read and which is answered with an error. */
final class RequestBody extends HttpServletRequestWrapper {

    private static final String ATTRIBUTE = RequestBody.class.getName();

    private volatile byte[] bytes = new byte[0];

    RequestBody(HttpServletRequest request) {
        super(request);
    }

    /** Sets the complete body. */
    void set(byte[] body) {
        bytes = body;
    }

    /** Records that the body was not read; {@link BodyFailureFilter} answers the request with the error. */
    void fail(ApiException error) throws IOException {
        new UnreadBody(super.getInputStream(), false).remember(this);
        setAttribute(ATTRIBUTE, error);
    }

    /** The error to answer a request with; empty if its body was read. */
    static Optional<ApiException> failure(HttpServletRequest request) {
        return Optional.ofNullable((ApiException) request.getAttribute(ATTRIBUTE));
    }

    @Override
    public ServletInputStream getInputStream() {
        var in = new ByteArrayInputStream(bytes);
        return new ServletInputStream() {
            @Override
            public int read() {
                return in.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return in.read(target, offset, length);
            }

            @Override
            public int available() {
                return in.available();
            }

            @Override
            public boolean isFinished() {
                return in.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("the body has been read");
            }
        };
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}

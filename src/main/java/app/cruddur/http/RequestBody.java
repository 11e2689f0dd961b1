package app.cruddur.http;

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

/** A request whose body is in memory, or whose body could not be read and is answered with an error. */
final class RequestBody extends HttpServletRequestWrapper {

    private static final String ATTRIBUTE = RequestBody.class.getName();

    private volatile byte[] bytes = new byte[0];

    RequestBody(HttpServletRequest request) {
        super(request);
    }

    /** The body was read. */
    void set(byte[] body) {
        bytes = body;
    }

    /** The body was not read: the request is answered with that error. */
    void fail(ApiError error) throws IOException {
        new UnreadBody(super.getInputStream(), false).remember(this);
        setAttribute(ATTRIBUTE, error);
    }

    /** Why the body of a request was not read. */
    static Optional<ApiError> failure(HttpServletRequest request) {
        return Optional.ofNullable((ApiError) request.getAttribute(ATTRIBUTE));
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

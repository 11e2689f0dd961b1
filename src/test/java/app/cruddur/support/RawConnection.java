package app.cruddur.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** A low-level HTTP/1.1 client with one persistent connection, for requests that no HTTP client sends, and for unmodified responses. */
public final class RawConnection implements AutoCloseable {

    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final URI server;
    private final String from;
    private Socket socket;
    private InputStream in;

    public RawConnection(URI server) {
        this(server, "127.0.0.1");
    }

    /** @param from the source address: any address in 127.0.0.0/8 */
    public RawConnection(URI server, String from) {
        this.server = server;
        this.from = from;
    }

    /**
     * @param status 0 if the server closed the connection without a response
     * @param headers the headers by case-insensitive name; several headers with one name are joined by commas
     */
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public String text() {
            return new String(isCompressed() ? decompressed() : body, StandardCharsets.UTF_8);
        }

        private boolean isCompressed() {
            return "gzip".equals(headers.get("Content-Encoding")) && body.length > 0;
        }

        private byte[] decompressed() {
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return gzip.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Sends one request without a body on a new connection. */
    public static Answer ask(URI server, String method, String target, String... headers) throws IOException {
        try (RawConnection connection = new RawConnection(server)) {
            return connection.send(method, target, new byte[0], headers);
        }
    }

    /** @param headers such as {@code "Accept: text/html"}; {@code Host} and {@code Content-Length} are added */
    public Answer send(String method, String target, byte[] body, String... headers) throws IOException {
        StringBuilder head =
                new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return send(request.toByteArray(), method.equals("HEAD"));
    }

    /** @param request the bytes to send */
    public Answer send(byte[] request, boolean head) throws IOException {
        boolean isNew = connect();
        try {
            write(request);
            return read(head);
        } catch (IOException e) {
            close();
            if (isNew) {
                return new Answer(0, Map.of(), new byte[0]);
            }
            // The server has closed the idle connection since the last response: try again on a new one.
            return send(request, head);
        }
    }

    private boolean connect() throws IOException {
        if (socket != null) {
            return false;
        }
        socket = new Socket(server.getHost(), server.getPort(), java.net.InetAddress.getByName(from), 0);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        return true;
    }

    private void write(byte[] request) {
        try {
            socket.getOutputStream().write(request);
        } catch (IOException e) {
            // The server may have closed the connection after sending a response.
        }
    }

    private Answer read(boolean head) throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = headers();
        if (status == 100) {
            return read(head);
        }
        byte[] body = head || status == 204 || status == 304 ? new byte[0] : body(headers);
        if ("close".equalsIgnoreCase(headers.get("Connection"))) {
            close();
        }
        return new Answer(status, headers, body);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(":", 2);
            headers.merge(parts[0], parts[1].strip(), (one, other) -> one + ", " + other);
        }
        Map<String, String> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        inAnyCase.putAll(headers);
        return inAnyCase;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                body.writeBytes(in.readNBytes(size));
                line();
            }
            line();
            return body.toByteArray();
        }
        String length = headers.get("Content-Length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}

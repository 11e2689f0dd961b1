package app.cruddur.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One connection on which a test sends what it likes, when it likes, and reads or does not read. */
public final class RawSocket implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();

    /** @param from which of this machine's addresses is calling: all of 127.0.0.0/8 are */
    public RawSocket(URI server, String from) throws IOException {
        this(server, from, 0);
    }

    /** @param receiveBuffer bytes that the client's system takes before the server has to wait; 0 for what is usual */
    public RawSocket(URI server, String from, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    public RawSocket send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** A request without a body. */
    public RawSocket get(String target, String... headers) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n");
    }

    /** The head of a POST of JSON; the headers say how long its body is. */
    public RawSocket post(String target, String... headers) throws IOException {
        return send("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + lines(headers) + "\r\n");
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    /** The next line; what there is when the connection ends. */
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** The head of a response and what came of its body at once: enough to recognise it. */
    public String response() throws IOException {
        StringBuilder response = new StringBuilder();
        for (String line = line(); !line.isBlank(); line = line()) {
            response.append(line).append('\n');
        }
        byte[] body = new byte[8192];
        int count = socket.getInputStream().read(body);
        return response + (count < 0 ? "" : new String(body, 0, count, StandardCharsets.UTF_8));
    }

    /** The body of a response of that length, read evenly over that time. */
    public byte[] slowly(Duration time, int length) throws IOException {
        while (!line().isBlank()) {
            // the head
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int steps = 50;
        for (int step = 1; step <= steps; step++) {
            LockSupport.parkNanos(time.toNanos() / steps);
            int due = (int) ((long) length * step / steps);
            body.writeBytes(socket.getInputStream().readNBytes(due - body.size()));
        }
        return body.toByteArray();
    }

    /** Resets the connection. */
    public void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

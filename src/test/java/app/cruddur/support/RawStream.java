package app.cruddur.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An event stream on a socket of its own, from an address of one's choice, which reads only when it is asked to. */
public final class RawStream implements AutoCloseable {

    /** Bytes; small, so that the server soon notices that nothing is read. */
    private static final int RECEIVE_BUFFER = 4096;

    private final Socket socket;
    private final InputStream in;
    private final int status;
    /** Bytes of the present chunk; the head is read as if it were one. */
    private long left = Long.MAX_VALUE;

    /**
     * @param from which of this machine's addresses is calling: all of 127.0.0.0/8 are
     * @param lastEventId null for none
     */
    public RawStream(URI server, String from, String lastEventId) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setSoTimeout(30_000);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        String id = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        socket.getOutputStream()
                .write(("GET " + server.resolve("api/activities/stream").getPath() + " HTTP/1.1\r\nHost: "
                                + server.getAuthority() + "\r\n" + id + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        in = new BufferedInputStream(socket.getInputStream(), 1024);
        status = Integer.parseInt(line().split(" ")[1]);
        boolean chunked = false;
        for (String header = line(); header != null && !header.isEmpty(); header = line()) {
            chunked |= header.equalsIgnoreCase("Transfer-Encoding: chunked");
        }
        left = chunked ? 0 : Long.MAX_VALUE;
    }

    public int status() {
        return status;
    }

    /** The next line; null when the server has ended the stream. */
    public String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = read(); next != '\n'; next = read()) {
            if (next < 0) {
                return null;
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private int read() throws IOException {
        if (left == 0) {
            left = Long.MAX_VALUE;
            String size = line();
            // A line ends the chunk before.
            size = size != null && size.isEmpty() ? line() : size;
            left = size == null ? 0 : Long.parseLong(size, 16);
            if (left == 0) {
                return -1;
            }
        }
        left--;
        return in.read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package app.cruddur.faults;

import app.cruddur.support.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that a test can fill: a separate tmpfs if the tests run as root; otherwise an ordinary directory, which cannot be filled. */
final class SmallDisk implements AutoCloseable {

    private static final int MEGABYTES = 512;

    private final Path directory;
    private final boolean mounted;

    private SmallDisk(Path directory, boolean mounted) {
        this.directory = directory;
        this.mounted = mounted;
    }

    static SmallDisk create() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("cruddur-disk");
        return new SmallDisk(
                directory, run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", directory.toString()));
    }

    Path directory() {
        return directory;
    }

    /** Fills the disk completely; skips the test without root privileges. */
    void fill() throws IOException {
        if (!mounted) {
            Programs.missing("only root can mount a small disk");
        }
        byte[] block = new byte[4096];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            for (long i = 0; i < MEGABYTES * 1024L; i++) {
                ballast.write(block);
            }
        } catch (IOException e) {
            if (directory.toFile().getUsableSpace() > 0) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (mounted && !run("umount", directory.toString())) {
            throw new IOException(directory + " is still in use");
        }
        Files.delete(directory);
    }
}

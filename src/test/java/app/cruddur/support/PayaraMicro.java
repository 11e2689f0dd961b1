package app.cruddur.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** Payara Micro with the WAR, in a process of its own, on 127.0.0.1 alone. */
final class PayaraMicro {

    private PayaraMicro() {}

    /**
     * @param home where it may write
     * @param target Maven's build directory
     */
    static ProcessBuilder command(Path home, int port, Path target, Path war) throws IOException {
        Path root = home.resolve("payara");
        // Payara would deploy again what a former run deployed there, and then the new WAR over it.
        FileUtils.deleteDirectory(root.toFile());
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + System.getProperty("server.heap", "512m"),
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                target.resolve("server/payara-micro.jar").toString(),
                "--nocluster",
                "--rootdir",
                root.toString(),
                "--prebootcommandfile",
                Files.writeString(home.resolve("preboot.txt"), preboot(target)).toString(),
                "--postdeploycommandfile",
                "container/postdeploy.txt",
                "--contextroot",
                "/",
                "--port",
                String.valueOf(port),
                "--deploy",
                war.toString());
    }

    /** As Arquillian's, and as in the container: who knocks before the WAR is up finds nobody, rather than a server without it. */
    private static String preboot(Path target) throws IOException {
        String closed = Files.readAllLines(Path.of("container/preboot.txt")).stream()
                .filter(line -> line.endsWith("http-listener.enabled=false"))
                .findFirst()
                .orElseThrow();
        return Files.readString(target.resolve("test-classes/payara/preboot.txt")) + closed + "\n";
    }
}

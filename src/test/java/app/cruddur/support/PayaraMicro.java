package app.cruddur.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;

/** The command that runs Payara Micro with the WAR in a separate process, listening only on 127.0.0.1. */
final class PayaraMicro {

    private PayaraMicro() {}

    /**
     * @param home the directory for its files
     * @param target Maven's build directory
     */
    static ProcessBuilder command(Path home, int port, Path target, Path war) throws IOException {
        Path root = home.resolve("payara");
        // Otherwise Payara would first deploy the WAR of the previous run again.
        FileUtils.deleteDirectory(root.toFile());
        return new ProcessBuilder(
                Path.of(Server.javaHome(), "bin", "java").toString(),
                "-Xmx" + System.getProperty("server.heap", "512m"),
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                System.getProperty(
                        "server.payara.jar",
                        target.resolve("server/payara-micro.jar").toString()),
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

    /**
     * The pre-boot commands of Arquillian and of the container: before the WAR is deployed, connections are refused instead of getting a
     * 404.
     */
    private static String preboot(Path target) throws IOException {
        String container = Files.readAllLines(Path.of("container/preboot.txt")).stream()
                .filter(line -> line.endsWith("http-listener.enabled=false") || line.endsWith("http2-enabled=false"))
                .collect(Collectors.joining("\n"));
        return Files.readString(target.resolve("test-classes/payara/preboot.txt")) + container + "\n";
    }
}

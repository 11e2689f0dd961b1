package app.cruddur.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a {@code lint.mjs} with Node.js. Its npm packages are installed once, in the build directory. */
public final class NpmLint {

    private static final long TIMEOUT_SECONDS = 300;

    private final Path source;
    private final Path home;

    /** @param source a folder with {@code package.json}, {@code package-lock.json} and {@code lint.mjs} */
    public NpmLint(Path source, String name) {
        this.source = source;
        this.home = Path.of("target", name);
    }

    /** The problems of a file or folder, one per line. Skips the test if npm or Node.js is not installed. */
    public List<String> problems(Path file) throws IOException, InterruptedException {
        Path npm = Programs.require("npm", "npm");
        Path node = Programs.require("node", "nodejs");
        Files.createDirectories(home);
        for (String each : List.of("package.json", "package-lock.json", "lint.mjs")) {
            Files.copy(source.resolve(each), home.resolve(each), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(home.resolve("node_modules"))) {
            assertThat(run(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
                    .noneMatch(line -> line.contains("npm error"));
        }
        return run(node.toString(), "lint.mjs", file.toAbsolutePath().toString());
    }

    private List<String> run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("lint", "");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("%s ended", List.of(command)).isTrue();
            return Files.readAllLines(output);
        } finally {
            Files.delete(output);
        }
    }
}

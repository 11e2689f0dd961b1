package app.cruddur.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The installed Chromium in headless mode, with a temporary profile that is deleted on close. */
public final class Chromium implements AutoCloseable {

    private static final File BROWSER = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    private final Path profile;
    private final ChromeDriver driver;

    private Chromium(Path profile) {
        this.profile = profile;
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER)
                .usingAnyFreePort()
                .build();
        this.driver = new ChromeDriver(service, options(profile));
    }

    /** Starts Chromium. If it is not installed, the tests are skipped, or fail if {@code CI=true}. */
    public static Chromium open() {
        boolean isInstalled = BROWSER.canExecute() && DRIVER.canExecute();
        String missing = "The browser tests need Chromium: apt-get install chromium chromium-driver";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isInstalled).as(missing).isTrue();
        }
        assumeTrue(isInstalled, missing);
        try {
            Path profile = Files.createTempDirectory("cruddur-chromium");
            try {
                return new Chromium(profile);
            } catch (RuntimeException notStarted) {
                delete(profile);
                throw notStarted;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.quit();
        // Browser processes may still write files after the driver has ended.
        await().ignoreExceptions().untilAsserted(() -> {
            delete(profile);
            assertThat(profile).doesNotExist();
        });
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (var files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }

    private static ChromeOptions options(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, console);
        return options;
    }
}

package app.cruddur.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void recording_metrics_starts_no_thread() throws IOException {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

        for (int i = 0; i < 1000; i++) {
            Metrics.query("activities/home").observe(0.001);
            Metrics.databaseError("refused");
            Metrics.FEED_CACHE.labelValues("hit").inc();
        }
        text();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.toLowerCase().contains("prometheus"));
    }

    @Test
    void requests_are_counted_by_route_method_and_status() throws IOException {
        Route route = new Route("/api/tested");

        route.took("GET", 200, 3_000_000);
        route.took("GET", 200, 700_000_000);
        route.took("BREW", 418, 1);
        route.took("WHEN", 418, 1);

        String metric = "cruddur_http_request_duration_seconds";
        assertThat(text())
                .contains(
                        metric + "_count{method=\"GET\",route=\"/api/tested\",status=\"200\"} 2\n",
                        metric + "_bucket{method=\"GET\",route=\"/api/tested\",status=\"200\",le=\"0.005\"} 1\n",
                        metric + "_bucket{method=\"GET\",route=\"/api/tested\",status=\"200\",le=\"1.0\"} 2\n",
                        metric + "_count{method=\"other\",route=\"/api/tested\",status=\"418\"} 2\n");
    }

    @Test
    void a_callback_gauge_is_exposed_once_its_callback_is_set() throws IOException {
        assertThat(text()).doesNotContain("cruddur_purge_silence_seconds ");

        long twoSecondsAgo = System.nanoTime() - 2_000_000_000L;
        Metrics.PURGE_SILENCE.setElapsedSince(() -> twoSecondsAgo);

        assertThat(text()).containsPattern("(?m)^cruddur_purge_silence_seconds 2\\.");
    }

    private static String text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Metrics.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}

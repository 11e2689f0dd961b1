package app.cruddur.observability;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Gauge whose value is read from a callback at each scrape. It has no value in the output until a callback is set. */
public final class CallbackGauge {

    private volatile DoubleSupplier source;

    CallbackGauge(String name, String help, PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> {
                    if (source != null) {
                        gauge.call(source.getAsDouble());
                    }
                })
                .register(registry);
    }

    /** Sets the callback that supplies the value. */
    public void setCallback(DoubleSupplier source) {
        this.source = source;
    }

    /** Sets a callback that supplies the seconds since a time of {@link System#nanoTime}. */
    public void setElapsedSince(LongSupplier nanoTime) {
        setCallback(() -> Metrics.seconds(System.nanoTime() - nanoTime.getAsLong()));
    }
}

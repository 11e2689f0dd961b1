package app.cruddur.observability;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** A number that is looked at when somebody asks for it; not there until it is known where to look. */
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

    public void is(DoubleSupplier source) {
        this.source = source;
    }

    /** How long it is since a moment of {@link System#nanoTime}. */
    public void isSince(LongSupplier nanoTime) {
        is(() -> Metrics.seconds(System.nanoTime() - nanoTime.getAsLong()));
    }
}

package app.cruddur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final String NAME = Subject.HOME.title(), SERVER = "wildfly";

    private final Figures figures = new Figures();

    @BeforeEach
    void aServerThatIsIdle() {
        figures.add(Figures.START, SERVER, 9);
        figures.add(Figures.MEMORY, SERVER, 400);
        figures.add(Figures.IDLE, SERVER, 2.5);
    }

    @Test
    void the_ratio_is_the_median_over_the_rounds() {
        round(0.4, 0);
        round(0.9, 0);
        round(0.5, 0);

        assertThat(table()).contains("**0.50** ±50 %").contains("| wildfly | 9.0 s | 400 MB | 2.5 |");
    }

    @Test
    void errors_in_one_round_make_the_row_invalid() {
        round(0.4, 0);
        round(0.9, 17);

        assertThat(table())
                .contains("| | wildfly | **invalid: 17 errors** | | | | |")
                .doesNotContain("0.90");
    }

    private void round(double ratio, int errors) {
        figures.add(NAME, Figures.PGBENCH, 1000);
        figures.add(NAME + Figures.CPU, Figures.PGBENCH, 100);
        figures.add(NAME, SERVER, 1000 * ratio);
        figures.add(NAME + Figures.RATIO, SERVER, ratio);
        figures.add(NAME + Figures.P50, SERVER, 1);
        figures.add(NAME + Figures.P99, SERVER, 10);
        figures.add(NAME + Figures.CPU, SERVER, 50);
        figures.add(NAME + Figures.ERRORS, SERVER, errors);
    }

    private String table() {
        return figures.table(List.of(Subject.HOME), List.of(SERVER));
    }
}

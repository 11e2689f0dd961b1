package app.cruddur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The last of the integration tests (junit-platform.properties): what all the others together have met. Run alone it has met nothing. */
@Order(Integer.MAX_VALUE)
class ContractCoverageIT {

    @Test
    void every_documented_operation_and_status_was_met() {
        assertThat(ContractFilter.CONTRACT.gaps()).isEmpty();
    }

    @Test
    void no_answer_was_against_the_document_though_a_test_looked_away() {
        assertThat(ContractFilter.THROWN).isEmpty();
    }
}

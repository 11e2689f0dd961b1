package app.cruddur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Checks that the other integration tests received every documented response. Runs last (junit-platform.properties); fails if run alone. */
@Order(Integer.MAX_VALUE)
class ContractCoverageIT {

    @Test
    void every_documented_response_was_received_by_a_test() {
        assertThat(ContractFilter.CONTRACT.untestedResponses()).isEmpty();
    }

    @Test
    void no_test_caught_a_contract_violation() {
        assertThat(ContractFilter.VIOLATIONS).isEmpty();
    }
}

package app.cruddur.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.config.Configuration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private final TrustedProxies proxies = proxies("10.0.0.0/8, 127.0.0.1,::1  2001:db8:9::/48");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.5|''|203.0.113.5|not forwarded",
                "203.0.113.5|198.51.100.1|203.0.113.5|a stranger's word counts for nothing",
                "10.1.2.3|198.51.100.1|198.51.100.1|our proxy forwards its client",
                "127.0.0.1|6.6.6.6, 198.51.100.1, 10.9.9.9|198.51.100.1|the rightmost that is none of ours",
                "::1|6.6.6.6,198.51.100.1|198.51.100.1|what the client made up stands to the left",
                "10.1.2.3|10.1.1.1, 10.1.1.2|10.1.1.1|ours all the way",
                "10.1.2.3|198.51.100.1, unknown|10.1.2.3|what is no address ends the way",
                "10.1.2.3|198.51.100.1:4711|198.51.100.1|a port is passed over",
                "10.1.2.3|[2001:db8::1]:4711|2001:db8::1|and brackets",
                "::ffff:10.1.2.3|198.51.100.1|198.51.100.1|IPv4 that is written as IPv6",
                "2001:db8:9:1::7|2001:db8::1|2001:db8::1|a network of IPv6",
                "2001:db8:a::7|198.51.100.1|2001:db8:a::7|and what is beside it",
                "11.0.0.0|198.51.100.1|11.0.0.0|the first address beyond"
            })
    void the_client_address_is_found(String peer, String forwardedFor, String client, String why) {
        List<String> hops = forwardedFor.isEmpty()
                ? List.of()
                : Arrays.stream(forwardedFor.split(",")).map(String::strip).toList();

        assertThat(proxies.client(peer, hops))
                .as(why)
                .isEqualTo(IpAddress.parse(client).orElseThrow());
    }

    @Test
    void without_the_variable_no_proxy_is_trusted() {
        TrustedProxies none = TrustedProxies.of(new Configuration(Map.of()));

        assertThat(none.client("127.0.0.1", List.of("198.51.100.1")))
                .isEqualTo(IpAddress.parse("127.0.0.1").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "256.1.1.1", "10.0.0.1/-1"})
    void an_invalid_network_prevents_the_start(String text) {
        assertThatThrownBy(() -> proxies(text)).hasMessageContaining("CRUDDUR_TRUSTED_PROXIES");
    }

    @Test
    void a_caller_is_an_ipv6_64_network_or_an_ipv4_address() {
        assertThat(network("2001:db8::1")).isEqualTo(network("2001:db8::ffff:ffff:ffff:ffff"));
        assertThat(network("2001:db8::1")).isNotEqualTo(network("2001:db8:0:1::1"));
        assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
        assertThat(network("::ffff:192.0.2.1")).isEqualTo(network("192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "1", "1.2.3", "1.2.3.4.5", "a.b.c.d", ":", "1.2.3.4, 5.6.7.8", "::g", "", "-"})
    void a_host_name_is_not_an_address_and_is_not_looked_up(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    private static String network(String text) {
        return IpAddress.parse(text).orElseThrow().network();
    }

    private static TrustedProxies proxies(String text) {
        return TrustedProxies.of(new Configuration(Map.of("CRUDDUR_TRUSTED_PROXIES", text)));
    }
}

package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "br, gzip",
                "gzip;q=1",
                "gzip ; q=0.001",
                "br;q=1.0, gzip;q=0.8, *;q=0.1",
                "*",
                "identity;q=0.5, *;q=0.1"
            })
    void gzip_is_allowed(String header) {
        assertThat(AcceptEncoding.allowsGzip(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "br",
                "gzip;q=0",
                "gzip; Q=0.000",
                "gzip;q=0, *",
                "*;q=0",
                "gzipped",
                "not-gzip",
                "br;x=gzip"
            })
    void gzip_is_not_allowed(String header) {
        assertThat(AcceptEncoding.allowsGzip(header)).isFalse();
    }

    @Test
    void without_the_header_the_body_is_plain() {
        assertThat(AcceptEncoding.allowsGzip(null)).isFalse();
    }
}

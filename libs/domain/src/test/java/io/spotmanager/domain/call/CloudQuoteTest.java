package io.spotmanager.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CloudQuoteTest {
    @Test
    void the_words_of_a_cloud_stand_between_marks() {
        assertThat(CloudQuote.of("no such host")).isEqualTo("\u201cno such host\u201d");
    }

    @Test
    void a_cloud_cannot_end_its_own_quotation() {
        assertThat(CloudQuote.of("a\u201d b \u201cc")).isEqualTo("\u201ca b c\u201d");
        assertThat(CloudQuote.without("Nova: \u201cno\u201d")).isEqualTo("Nova: no");
    }
}

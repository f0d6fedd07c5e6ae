package io.yardmaster.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasksTest {
    private final Masks masks = new Masks(Optional.of(List.of("iban")));

    @Test
    void fieldsNamedLikeSecretsAreHidden() {
        assertThat(List.of("password", "dbPassword", "access_token", "Authorization", "card-number", "CVV", "api.key"))
                .allMatch(masks::hides);
        assertThat(List.of("IBAN", "my_iban")).allMatch(masks::hides);
        assertThat(List.of("to", "tokens", "card", "author")).noneMatch(masks::hides);
    }

    @Test
    void jsonKeepsEverythingElseAsItCame() {
        String json =
                "{ \"to\": 1.50e3, \"password\" : \"p\\\"w\", \"a\":[{\"token\":12}], \"secret\":{\"x\":[1,2]}, \"z\":0}";
        assertThat(masks.json(json))
                .isEqualTo(
                        "{ \"to\": 1.50e3, \"password\" : \"•••\", \"a\":[{\"token\":\"•••\"}], \"secret\":\"•••\", \"z\":0}");
    }

    @Test
    void textHidesWhatFollowsTheName() {
        assertThat(masks.text("GET /x?token=abc&n=1 with Authorization: Bearer eyJ.a failed"))
                .isEqualTo("GET /x?token=•••&n=1 with Authorization: Bearer ••• failed");
        assertThat(masks.text("{\"password\":\"cut of")).isEqualTo("{\"password\":•••");
        assertThat(masks.text("no secret here, only words")).isEqualTo("no secret here, only words");
    }

    @Test
    void nothingStaysNothing() {
        assertThat(masks.text(null)).isNull();
        assertThat(masks.json(null)).isNull();
    }
}

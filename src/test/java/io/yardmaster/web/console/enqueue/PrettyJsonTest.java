package io.yardmaster.web.console.enqueue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PrettyJsonTest {
    @Test
    void eachMemberAndItemHasALine() {
        assertThat(PrettyJson.of("{\"a\":1.00, \"b\" : [ 1e3,{}],\"c\":[ ],\"d\":{\"e\":null}}"))
                .isEqualTo("""
                {
                  "a": 1.00,
                  "b": [
                    1e3,
                    {}
                  ],
                  "c": [],
                  "d": {
                    "e": null
                  }
                }""");
    }

    @Test
    void digitsAndTextsStayAsTheyAre() {
        String json = "{\"n\":123456789012345678901234567890.10,\"t\":\"a, {b}: [\\\"c\\\\\"}";
        assertThat(PrettyJson.of(json))
                .contains("123456789012345678901234567890.10", "\"a, {b}: [\\\"c\\\\\"")
                .isEqualTo(PrettyJson.of(PrettyJson.of(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{\"a\":", "{\"a\":\"", "[1,]", "7", "\"text\"", "{} {}"})
    void whatIsNoObjectOrListStays(String text) {
        assertThat(PrettyJson.of(text)).isEqualTo(text);
    }

    @Test
    void aChosenTypeBringsItsExampleInLines() {
        String page = given().header("Authorization", "Bearer test-token")
                .get("/enqueue?type=demo.fail")
                .asString();
        String inLines =
                ">{\n  &quot;message&quot;: &quot;out of paper&quot;,\n  &quot;failures&quot;: 2\n}</textarea>";
        assertThat(page).contains(inLines);
    }
}

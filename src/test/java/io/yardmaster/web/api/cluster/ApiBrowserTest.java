package io.yardmaster.web.api.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.web.api.Api;
import io.yardmaster.web.base.BasePath;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract is published in both forms, and its page has all that it is made of. */
@QuarkusTest
class ApiBrowserTest {
    private static final String YAML = "application/yaml;charset=UTF-8";
    private static final String JSON = "application/json;charset=UTF-8";

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/openapi.yaml", "/q/openapi.yml", "/q/openapi?format=YAML"})
    void theContractIsYaml(String path) {
        Api.call().get(path).then().statusCode(200).header("Content-Type", YAML).body(startsWith("openapi: 3.1"));
        Api.call().head(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi.json", "/q/openapi?format=json", "/q/openapi?format=JSON"})
    void theContractIsJsonWhereThatIsAskedFor(String path) {
        Api.call()
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", JSON)
                .body("info.title", equalTo("Yardmaster"));
    }

    @Test
    void bothFormsSayTheSame() throws IOException {
        String yaml = Api.call().get("/q/openapi").asString();
        String json = Api.call().accept("application/json").get("/q/openapi").asString();
        assertThat(new ObjectMapper().readTree(json)).isEqualTo(new YAMLMapper().readTree(yaml));
    }

    @Test
    void theServerOfTheContractIsTheBasePath() throws IOException {
        Contract below = new Contract(new BasePath("/ops/jobs"));
        assertThat(below.yaml()).contains("  - url: /ops/jobs\n").doesNotContain("  - url: /\n");
        assertThat(new ObjectMapper()
                        .readTree(below.json())
                        .at("/servers/0/url")
                        .asText())
                .isEqualTo("/ops/jobs");
    }

    @Test
    void theAddressWithoutASlashLeadsToThePage() {
        Api.call()
                .redirects()
                .follow(false)
                .get("/q/swagger-ui")
                .then()
                .statusCode(302)
                .header("Location", endsWith("/q/swagger-ui/"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html, swagger-ui-bundle.js",
        "index.html, text/html, swagger-ui-bundle.js",
        "begin.js, text/javascript, ../openapi",
        "swagger-ui-bundle.js, text/javascript, SwaggerUIBundle",
        "swagger-ui.css, text/css, swagger-ui"
    })
    void thePageHasItsFiles(String file, String type, String part) {
        Api.call()
                .get("/q/swagger-ui/" + file)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(type))
                .body(containsString(part));
    }
}

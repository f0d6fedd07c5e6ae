package io.yardmaster.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.yardmaster.web.api.Api;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AllowedMethodsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/queues | GET, HEAD",
                "/api/v1/jobs | GET, HEAD, POST",
                "/api/v1/jobs/a | DELETE, GET, HEAD",
                "/api/v1/queues/q/pause | POST",
                "/api/v1/schedules/s | DELETE, GET, HEAD, PUT",
                "/jobs | GET, HEAD"
            })
    void a405SaysWhatIsAllowed(String path, String allowed) {
        Response answer = Api.call().patch(path);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }
}

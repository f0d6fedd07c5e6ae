package io.yardmaster.web.console.system;

import static io.restassured.RestAssured.given;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.web.api.Api;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The System page as a browser without script reads it: a check that is begun there, and full queues. */
@QuarkusTest
class FsckBoardTest {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final String queue = "board-" + UUID.randomUUID();

    @Inject
    RedisLinks links;

    @Test
    void aCheckIsBegunOnThePageAndItsFindingsAreShownAndRepaired() {
        Api.enqueue("{\"type\":\"demo.noop\",\"delayMs\":60000,\"queue\":\"" + queue + "\"}");
        check(true); // what tests before this one left
        ask(Command.HSET, Key.RESULTS, "<b>nobody", "1");
        String found = check(false);
        assertThat(found)
                .contains("1 fault", "Leftover", "&lt;b&gt;nobody", "Check and repair")
                .doesNotContain("<b>nobody");
        assertThat(check(true)).contains("1 repaired", "Leftover").doesNotContain("Check and repair");
        assertThat(check(false)).contains("found nothing").doesNotContain("Leftover");
    }

    @Test
    void aQueueNearItsBoundOfDeadJobsIsShown() {
        Api.in(
                "dead",
                Api.enqueue("{\"type\":\"demo.fail\",\"payload\":{\"failures\":9},\"maxAttempts\":1,\"queue\":\""
                        + queue + "\"}"));
        Api.call()
                .header("Content-Type", "application/json")
                .body("{\"retention\":{\"dead\":{\"count\":1}}}")
                .patch(Api.ROOT + "/queues/" + queue)
                .then()
                .statusCode(200);
        await().until(() -> page().contains(queue + ": dead jobs"));
        assertThat(page()).contains("all that it may hold; it takes no job in");
        Api.delete("/queues/" + queue + "/dead?olderThan=0").then().statusCode(200);
        await().until(() -> !page().contains(queue + ": dead jobs"));
    }

    @Test
    void thePageLinksToTheWorkersAndListsNoNodes() {
        assertThat(page()).contains("href=\"/workers\"").doesNotContain("id=\"nodes\"");
    }

    /** Checks, and reads the section of the page once the check has ended. */
    private static String check(boolean repair) {
        Response page = with().get("/system");
        Matcher csrf = CSRF.matcher(page.asString());
        assertThat(csrf.find()).isTrue();
        with().cookies(page.cookies())
                .formParam("csrf", csrf.group(1))
                .formParam("repair", repair)
                .post("/system/fsck")
                .then()
                .statusCode(303);
        await().until(() -> section().contains("Check the store"));
        return section();
    }

    private static String section() {
        String page = page().replace('\u00a0', ' ');
        int from = page.indexOf("<section id=\"fsck\"");
        return page.substring(from, page.indexOf("</section>", from));
    }

    private static String page() {
        return with().get("/system").then().statusCode(200).extract().asString();
    }

    private static RequestSpecification with() {
        return given().auth()
                .preemptive()
                .basic("admin", "test-password")
                .redirects()
                .follow(false);
    }

    private void ask(Command command, Key key, String... args) {
        Request request = Request.cmd(command).arg(new Keys(queue).of(key));
        for (String arg : args) {
            request.arg(arg);
        }
        RedisLink.await(links.rest().send(request));
    }
}

package io.yardmaster.engine.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.attempt.Outcome;
import java.lang.annotation.Annotation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payload that does not fit is refused with the field and the rule, in words that need no Java. */
class PayloadFaultTest {
    private record Item(String name) {
        private Item {
            if ("no".equals(name)) {
                throw new IllegalArgumentException("name must not be no");
            }
        }
    }

    private record Order(Long count, Boolean gift, Double weight, List<Item> items) {}

    @JobHandler("order")
    private static final class OrderHandler implements Handler<Order> {
        @Override
        public Outcome run(Order order, JobContext context) {
            return Outcome.succeeded();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"count\":\"1\"}              | payload.count must be a whole number",
                "{\"count\":1.5}                | payload.count must be a whole number",
                "{\"count\":1e}                 | payload: ",
                "{\"count\":99999999999999999999} | payload.count is too large a number",
                "{\"gift\":1}                   | payload.gift must be true or false",
                "{\"weight\":\"heavy\"}         | payload.weight must be a number",
                "{\"items\":5}                  | payload.items must be a list",
                "{\"items\":[{\"name\":[]}]}    | payload.items[0].name must be text",
                "{\"items\":[{\"name\":\"no\"}]} | payload.items[0]: name must not be no",
                "{\"items\":[\"x\"]}            | payload.items[0] must be an object",
                "5                              | payload must be an object",
            })
    void namesTheFieldAndTheRule(String payload, String sentence) throws Exception {
        Annotation says = OrderHandler.class.getAnnotation(JobHandler.class);
        KnownHandler known = new KnownHandler((JobHandler) says, new OrderHandler(), OrderHandler.class);
        Outcome.Fatal fatal = (Outcome.Fatal) known.run(payload, null);
        assertThat(fatal.error().message()).startsWith(sentence).doesNotContain("yardmaster", "java");
    }
}

package com.example.greeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.example.greeting.GreetingHandler.Greeting;
import io.yardmaster.api.YardmasterTest;
import io.yardmaster.job.attempt.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GreetingHandlerTest {
    private final GreetingHandler handler = new GreetingHandler("Good morning");

    @Test
    void greetsAndPassesItOn() {
        YardmasterTest ran = YardmasterTest.run(handler, new Greeting("Mira", "Jonas"));
        assertInstanceOf(Outcome.Succeeded.class, ran.outcome());
        assertEquals(List.of("Good morning, Mira!"), ran.log());
        assertEquals(Map.of("name", "Jonas"), ran.enqueued().getFirst().payload());
    }

    @Test
    void refusesSomebodyWithoutAName() {
        Outcome.Fatal refused = (Outcome.Fatal)
                YardmasterTest.run(handler, new Greeting(null, null)).outcome();
        assertEquals("payload.name is missing", refused.error().message());
    }
}

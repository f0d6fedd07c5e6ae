package io.yardmaster.web.console.enqueue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PayloadFieldTest {
    @Test
    void saysWhatEachFieldMayHold() {
        assertThat(PayloadField.of("""
                {"type": "object", "required": ["to", "n"], "properties": {
                  "to": {"anyOf": [{"type": "string"},
                         {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 50}]},
                  "n": {"type": "integer", "minimum": 1, "maximum": 16384, "description": "How many"},
                  "fit": {"type": "string", "enum": ["inside", "cover"]},
                  "text": {"type": "string", "maxLength": 5},
                  "steps": {"type": "array", "items": {"type": "object", "properties": {"gift": {"type": "boolean"}}}},
                  "free": {}}}"""))
                .containsExactly(
                        new PayloadField("to", "text, or list, 1 to 50 items, required", ""),
                        new PayloadField("n", "whole number, 1 to 16,384, required", "How many"),
                        new PayloadField("fit", "inside or cover", ""),
                        new PayloadField("text", "text, at most 5 characters", ""),
                        new PayloadField("steps", "list", ""),
                        new PayloadField("steps[].gift", "true or false", ""),
                        new PayloadField("free", "any value", ""));
        assertThat(PayloadField.of("{}")).isEmpty();
    }
}

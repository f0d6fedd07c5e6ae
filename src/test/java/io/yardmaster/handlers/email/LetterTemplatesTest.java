package io.yardmaster.handlers.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.engine.node.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LetterTemplatesTest {
    @TempDir
    Path data;

    private LetterTemplates templates;

    @BeforeEach
    void make() {
        templates = new LetterTemplates(new Folders(data, data.resolve("files"), data.resolve("plugins")));
    }

    @Test
    void bothExamplesRender() {
        LetterTemplates.Rendered receipt = templates.render(
                "receipt",
                Map.of(
                        "name", "<Mira>",
                        "order", "A-1",
                        "items", List.of(Map.of("name", "Teapot", "price", "24.50")),
                        "total", "24.50",
                        "currency", "EUR"));
        assertThat(receipt.plain()).contains("Hello <Mira>", "Teapot: 24.50 EUR");
        assertThat(receipt.html()).contains("Hello &lt;Mira&gt;,").doesNotContain("<Mira>");
        LetterTemplates.Rendered reset = templates.render(
                "password-reset", Map.of("name", "Mira", "minutes", 30, "link", "https://example.com/reset?a=1"));
        assertThat(reset.plain()).contains("within 30 minutes", "https://example.com/reset?a=1");
    }

    @Test
    void anUnknownKeyIsNamed() {
        refuses("{nmae}", Map.of("name", "Mira"), "nmae");
        refuses("{item.prize}", Map.of("item", Map.of("price", 1)), "prize");
    }

    @Test
    void aTemplateThatLoopsIsStopped() {
        refuses("{#for i in 2000000000}x{/for}", Map.of(), "loops more than 10000");
        refuses("{#for i in n}{#for j in n}x{/for}{/for}", Map.of("n", 5_000), "loops more than 10000");
        String large = "x".repeat(60_000);
        refuses("{#for i in n}{text}{/for}", Map.of("n", 9_000, "text", large), "more than 1000000 characters");
    }

    @Test
    void aTemplateThatIncludesItselfIsStopped() throws Exception {
        Files.writeString(data.resolve("templates/email/other.txt"), "{#include mine.txt /}");
        refuses("{#include other.txt /}", Map.of(), "includes itself");
        refuses("{#include mine.txt /}{#include mine.txt /}", Map.of(), "includes itself");
    }

    @Test
    void nothingOutsideOfTheDirectoryIsIncluded() throws Exception {
        Files.writeString(data.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(data.resolve("templates/email/link.txt"), data.resolve("secret.txt"));
        refuses("{#include ../../secret.txt /}", Map.of(), "secret");
        refuses("{#include link.txt /}", Map.of(), "link");
        assertThatThrownBy(() -> templates.render("../../secret", Map.of())).hasMessageContaining("password-reset");
        assertThatThrownBy(() -> templates.render("link", Map.of())).hasMessageContaining("there is no template");
    }

    @Test
    void theServersBeansAndPagesAreOutOfReach() {
        refuses("{inject:handlerRegistry}", Map.of(), "inject");
        refuses("{cdi:handlerRegistry}", Map.of(), "cdi");
        refuses("{name.getClass.forName('java.lang.Runtime')}", Map.of("name", "Mira"), "getClass");
    }

    @Test
    void whatTheContextHoldsIsNoTemplate() {
        write("{name} {list.size}");
        assertThat(templates
                        .render("mine", Map.of("name", "{total}", "list", Collections.nCopies(3, 1)))
                        .plain())
                .isEqualTo("{total} 3");
    }

    private void refuses(String template, Map<String, Object> context, String... words) {
        write(template);
        assertThatThrownBy(() -> templates.render("mine", context))
                .isInstanceOf(BadTemplateException.class)
                .hasMessageContainingAll(words);
    }

    private void write(String template) {
        try {
            Files.writeString(data.resolve("templates/email/mine.txt"), template);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}

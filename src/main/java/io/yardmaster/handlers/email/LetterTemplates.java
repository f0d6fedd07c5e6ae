package io.yardmaster.handlers.email;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.IncludeSectionHelper;
import io.quarkus.qute.InsertSectionHelper;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import io.quarkus.qute.WhenSectionHelper;
import io.yardmaster.engine.node.Folders;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Renders the letters of {@code templates/email}. An engine of their own, which knows no bean and no page of the
 * server; read anew for each letter, so that a changed file counts at once.
 */
@Singleton
class LetterTemplates {
    static final int LONGEST_LETTER = 1_000_000;
    private static final String HTML = "text/html";

    private final LetterFiles files;

    LetterTemplates(Folders folders) {
        this.files = new LetterFiles(folders.data().resolve("templates").resolve("email"));
    }

    /** A rendered letter. @param plain null when there is none @param html null when there is none */
    record Rendered(String plain, String html) {}

    /**
     * Renders the text and the HTML of a letter; a template has at least one of them.
     *
     * @throws BadTemplateException when there is no such template, or what is in it cannot be rendered
     */
    Rendered render(String name, Map<String, Object> context) {
        files.demand(name);
        Engine engine = engine();
        String plain = files.has(name + ".txt") ? render(engine, name + ".txt", context) : null;
        String html = files.has(name + ".html") ? render(engine, name + ".html", context) : null;
        return new Rendered(plain, html);
    }

    private String render(Engine engine, String file, Map<String, Object> context) {
        StringBuilder text = new StringBuilder();
        try {
            TemplateInstance letter = engine.getTemplate(file).instance();
            context.forEach(letter::data);
            letter.setAttribute(Budget.KEY, new Budget());
            letter.consume(part -> {
                        if (text.length() + part.length() > LONGEST_LETTER) {
                            throw new BadTemplateException("renders more than " + LONGEST_LETTER + " characters");
                        }
                        text.append(part);
                    })
                    .toCompletableFuture()
                    .join();
            return text.toString();
        } catch (RuntimeException | StackOverflowError failed) {
            throw new BadTemplateException("template " + file + ": " + reason(failed));
        }
    }

    /** The first message of our own or of the engine's: some of the engine's have none. */
    private static String reason(Throwable failed) {
        for (Throwable at = failed; at != null; at = at.getCause()) {
            boolean isKnown = at instanceof TemplateException || at instanceof BadTemplateException;
            if (isKnown && at.getMessage() != null) {
                return at.getMessage();
            }
        }
        return failed instanceof StackOverflowError ? "is nested too deep" : String.valueOf(failed.getMessage());
    }

    private Engine engine() {
        return Engine.builder()
                .addDefaultValueResolvers()
                .addSectionHelper(new IfSectionHelper.Factory())
                .addSectionHelper(new WhenSectionHelper.Factory())
                .addSectionHelper(new SetSectionHelper.Factory())
                .addSectionHelper(new InsertSectionHelper.Factory())
                .addSectionHelper(new BoundedSection<>(new LoopSectionHelper.Factory()))
                .addSectionHelper(new BoundedSection<>(new IncludeSectionHelper.Factory()))
                .addResultMapper(new HtmlEscaper(List.of(HTML)))
                .addLocator(name -> files.locate(name, name.endsWith(".html") ? Variant.forContentType(HTML) : null))
                .build();
    }
}

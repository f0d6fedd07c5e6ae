package io.yardmaster.handlers.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Who buys in the shop, what, and where. All of it is made up. */
final class Cast {
    private static final List<String> FIRST =
            List.of("Mira", "Jonas", "Ayşe", "Noor", "Tomás", "Wei", "Ingrid", "Kofi", "Léa", "Piotr", "Sana", "Oskar");
    private static final List<String> LAST = List.of(
            "Holm", "Weber", "Yılmaz", "Haddad", "García", "Chen", "Lund", "Mensah", "Moreau", "Nowak", "Khan", "Berg");
    private static final List<String> WARES = List.of(
            "Teapot, blue",
            "Desk lamp",
            "Wool blanket",
            "Field notebook",
            "Enamel mug",
            "Bread knife",
            "Linen apron",
            "Wall clock",
            "Plant stand",
            "Rain jacket, M");
    private static final List<String> TOWNS = List.of("berlin", "porto", "oslo", "lyon");

    private final RandomGenerator random;

    Cast(RandomGenerator random) {
        this.random = random;
    }

    String town() {
        return one(TOWNS);
    }

    Map<String, Object> order() {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("order", number());
        order.put("customer", one(FIRST) + " " + one(LAST));
        order.put(
                "items",
                Stream.generate(() -> one(WARES)).limit(random.nextInt(1, 4)).toList());
        return order;
    }

    Map<String, Object> payment() {
        Map<String, Object> payment = new LinkedHashMap<>();
        payment.put("order", number());
        payment.put("amount", random.nextInt(900, 24_000) / 100.0);
        payment.put("currency", "EUR");
        return payment;
    }

    /** @param template receipt, survey or newsletter */
    Map<String, Object> mail(String template) {
        Map<String, Object> mail = new LinkedHashMap<>();
        mail.put("to", "customer" + random.nextInt(1_000, 9_999) + "@example.com");
        mail.put("subject", subject(template));
        mail.put("template", template);
        return mail;
    }

    Map<String, Object> picture() {
        String name = one(WARES).toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        Map<String, Object> picture = new LinkedHashMap<>();
        picture.put("source", "uploads/" + name + "-" + random.nextInt(100, 999) + ".jpg");
        picture.put("widths", List.of(160, 480, random.nextBoolean() ? 960 : 1_440));
        return picture;
    }

    private String subject(String template) {
        return switch (template) {
            case "receipt" -> "Your order " + number();
            case "survey" -> "How was your order " + number() + "?";
            default -> "New in the shop this week";
        };
    }

    private String number() {
        return "A-" + random.nextInt(10_000, 99_999);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}

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

    private static final double DELETED = 0.004;

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
        String order = number();
        List<Map<String, Object>> items =
                Stream.generate(this::item).limit(random.nextInt(1, 4)).toList();
        double total = items.stream()
                .mapToDouble(item -> Double.parseDouble(item.get("price").toString()))
                .sum();
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("name", one(FIRST));
        context.put("order", order);
        context.put("items", items);
        context.put("total", money(total));
        context.put("currency", "EUR");
        Map<String, Object> mail = new LinkedHashMap<>();
        mail.put("to", "customer" + random.nextInt(1_000, 9_999) + "@example.com");
        mail.put("subject", subject(template, order));
        mail.put("template", template);
        mail.put("context", context);
        return mail;
    }

    /** A picture to be made smaller; now and then one that was deleted meanwhile. */
    Map<String, Object> picture() {
        Map<String, Object> picture = new LinkedHashMap<>();
        picture.put("source", random.nextDouble() < DELETED ? "uploads/deleted.jpg" : one(DemoFiles.PICTURES));
        picture.put(
                "operations",
                List.of(
                        step("resize", Map.of("width", List.of(160, 480, 960).get(random.nextInt(3)))),
                        step("compress", Map.of("quality", 80))));
        return picture;
    }

    private Map<String, Object> item() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", one(WARES));
        item.put("price", money(random.nextInt(900, 24_000) / 100.0));
        return item;
    }

    private static String money(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }

    private static Map<String, Object> step(String type, Map<String, Object> params) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("type", type);
        step.put("params", params);
        return step;
    }

    private String subject(String template, String order) {
        return switch (template) {
            case "receipt" -> "Your order " + order;
            case "survey" -> "How was your order " + order + "?";
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

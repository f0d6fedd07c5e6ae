package com.example.greeting;

import io.yardmaster.api.Handler;
import io.yardmaster.api.Plugin;
import io.yardmaster.api.PluginContext;
import java.util.List;

/** Brings one handler, and gives it its settings. */
public final class GreetingPlugin implements Plugin {
    @Override
    public List<Handler<?>> start(PluginContext context) {
        String word = context.settings().getOrDefault("word", "Hello");
        context.log("greets with " + word);
        return List.of(new GreetingHandler(word));
    }

    @Override
    public void stop() {
        // Close here what start opened: connections, threads, files.
    }
}

package io.yardmaster.engine;

import jakarta.inject.Singleton;
import java.util.List;

/** The handlers that this node knows. */
@Singleton
public class HandlerRegistry {
    /** All job types, by name. */
    public List<HandlerInfo> all() {
        throw new UnsupportedOperationException();
    }
}

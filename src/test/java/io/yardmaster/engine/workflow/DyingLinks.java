package io.yardmaster.engine.workflow;

import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.StoreAwayException;

/** The links of a node that dies: every call after the last one fails. Something else may happen before one of its calls. */
final class DyingLinks extends RedisLinks {
    private final RedisLinks links;
    int calls;
    int lastCall = Integer.MAX_VALUE;
    int meddlesAt;
    Runnable meddler;

    DyingLinks(RedisLinks links) {
        super(null);
        this.links = links;
    }

    private RedisLink unlessDead(RedisLink link) {
        if (++calls > lastCall) {
            throw new StoreAwayException("the node died", null);
        }
        if (calls == meddlesAt) {
            meddler.run();
        }
        return link;
    }

    @Override
    public RedisLink keeper() {
        return unlessDead(links.keeper());
    }

    @Override
    public RedisLink reads() {
        return unlessDead(links.reads());
    }

    @Override
    public RedisLink rest() {
        return unlessDead(links.rest());
    }
}

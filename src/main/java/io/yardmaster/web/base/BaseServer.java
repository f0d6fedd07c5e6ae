package io.yardmaster.web.base;

import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.servers.Server;

/** Names the {@link BasePath} as the server of the contract that {@code /q/openapi} shows. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class BaseServer implements OASFilter {
    @Override
    public Server filterServer(Server server) {
        String base = Arc.container().instance(BasePath.class).get().text();
        return base.isEmpty() ? server : server.url(base);
    }
}

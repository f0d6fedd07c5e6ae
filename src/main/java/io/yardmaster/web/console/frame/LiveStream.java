package io.yardmaster.web.console.frame;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.Blocking;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.live.Live;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.live.Lookout;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The event stream of every page: an event holds one element that takes the place of the one with the same id. What
 * two viewers see alike, in the same zone, is one page and rendered once.
 */
@Path("/live")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Blocking
public class LiveStream {
    private final Live live;
    private final Lookout lookout;
    private final Viewer viewer;
    private final Map<String, LivePage> pages;

    LiveStream(Live live, Lookout lookout, Viewer viewer, @All List<LivePage> pages) {
        this.live = live;
        this.lookout = lookout;
        this.viewer = viewer;
        this.pages = pages.stream().collect(Collectors.toMap(LivePage::name, Function.identity()));
    }

    @GET
    @Path("/{page}")
    public void page(
            @PathParam("page") String page, @Context UriInfo uri, @Context SseEventSink sink, @Context Sse sse) {
        join(page, null, uri, sink, sse);
    }

    @GET
    @Path("/{page}/{item}")
    public void item(
            @PathParam("page") String page,
            @PathParam("item") String item,
            @Context UriInfo uri,
            @Context SseEventSink sink,
            @Context Sse sse) {
        join(page + "/*", item, uri, sink, sse);
    }

    private void join(String name, String item, UriInfo uri, SseEventSink sink, Sse sse) {
        LivePage page = pages.get(name);
        if (page == null) {
            throw new NotFoundException();
        }
        Map<String, String> query = uri.getQueryParameters().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, values -> values.getValue().getFirst()));
        LivePage.Address address = new LivePage.Address(item, query::get, viewer.zone());
        String key = name + " " + page.key(address) + " " + viewer.zone().id();
        live.join(key, () -> rendered(page, address), sink, sse);
    }

    /** A page that asks the store for more than everybody sees has its frame alone while the store is away. */
    private Live.Rendered rendered(LivePage page, LivePage.Address address) {
        try {
            return new Live.Rendered(page.parts(address), lookout.scene().awaySince() == null);
        } catch (StoreAwayException away) {
            return new Live.Rendered(FrameParts.around(Map.of(), lookout.scene(), address.zone()), false);
        }
    }
}

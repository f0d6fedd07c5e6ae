package io.yardmaster.web.console.live;

import io.yardmaster.web.console.words.Zone;
import jakarta.ws.rs.BadRequestException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A page that moves. The one endpoint of all streams asks each page by its name; beans of this type are found. */
public interface LivePage {
    /** The path of its stream below /live, with a star for a name or an id: {@code overview}, {@code queues/*}. */
    String name();

    /**
     * What two viewers must ask alike to share one stream; the zone is added to it.
     *
     * @throws BadRequestException when the address names nothing
     */
    String key(Address address);

    /** Its parts by the id of their element, in the order of the page; called once a tick for all viewers of a key. */
    Map<String, String> parts(Address address);

    /**
     * What a viewer asked for.
     *
     * @param item what stands in the place of the star; null when the page has none
     * @param query value of a parameter of the query; null when it is not there
     * @param zone of the viewer
     */
    record Address(String item, UnaryOperator<String> query, Zone zone) {}
}

package io.yardmaster.engine.node;

import java.nio.file.Path;

/**
 * Where this node keeps what its handlers read and write. All absolute; the last two need not exist.
 *
 * @param data the data directory ({@code yardmaster.data-dir})
 * @param files pictures, and below {@code out} what is made of them ({@code yardmaster.files-dir})
 * @param plugins jars with more handlers ({@code yardmaster.plugins-dir})
 */
public record Folders(Path data, Path files, Path plugins) {}

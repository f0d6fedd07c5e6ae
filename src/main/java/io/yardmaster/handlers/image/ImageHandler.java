package io.yardmaster.handlers.image;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.yardmaster.api.Bounds;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;

/** Reads a picture, changes it step by step, and writes the result as a new file. */
@Singleton
@JobHandler(
        value = "image.process",
        thread = JobHandler.Threads.PLATFORM,
        queue = "images",
        timeoutMs = 300_000,
        description = "Resizes, crops or compresses a picture of the directory of files, or of an https address.",
        example = """
                {"source": "uploads/teapot.jpg", "operations": [\
                {"type": "resize", "params": {"width": 480, "height": 480, "fit": "inside"}}, \
                {"type": "compress", "params": {"quality": 80, "format": "webp"}}]}""")
class ImageHandler implements Handler<ImageHandler.Task> {
    static final int MOST_STEPS = 20;
    private static final int LONGEST_SOURCE = 2_048;

    private final PictureFiles files;
    private final PictureReader reader;
    private final PictureWriter writer;
    private final PixelBudget budget;

    /** @param source a path below the directory of files, or an https address */
    record Task(
            @Bounds(required = true, min = 1, max = LONGEST_SOURCE, description = "A path, or an https address")
            String source,

            @Bounds(required = true, min = 1, max = MOST_STEPS, description = "Done in this order")
            List<PictureStep> operations) {}

    ImageHandler(PictureFiles files, PictureReader reader, PictureWriter writer, PixelBudget budget) {
        this.files = files;
        this.reader = reader;
        this.writer = writer;
        this.budget = budget;
    }

    @Override
    public Outcome run(Task task, JobContext context) throws IOException, InterruptedException {
        budget.enter();
        try {
            byte[] source = files.read(task.source());
            return new Outcome.Succeeded(process(source, PictureFormat.of(source), task, context));
        } catch (BadImageException bad) {
            return Outcome.fatal("BadImage", bad.getMessage());
        } finally {
            budget.leave();
        }
    }

    private String process(byte[] source, PictureFormat format, Task task, JobContext context)
            throws IOException, InterruptedException {
        Canvas canvas = new Canvas(reader.read(source, format), format, budget.mostPixels());
        int done = 0;
        for (PictureStep step : task.operations()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped before " + step.type());
            }
            if (step.type() == null) {
                throw new BadImageException("operations has one without a type");
            }
            canvas.apply(step);
            context.progress(100 * ++done / (task.operations().size() + 1), step.type() + " done");
        }
        byte[] bytes = writer.write(canvas.image(), canvas.format(), canvas.quality());
        String path = files.write(name(context, canvas.format()), bytes);
        context.progress(100, "written");
        return result(path, canvas, bytes.length);
    }

    /** Made of the job's queue and id: a second run of the job writes the same file. */
    private static String name(JobContext context, PictureFormat format) {
        return (context.queue() + "." + context.jobId()).replaceAll("[^A-Za-z0-9._-]", "_") + "." + format.ending();
    }

    private static String result(String path, Canvas canvas, int bytes) {
        BufferedImage image = canvas.image();
        return JsonNodeFactory.instance
                .objectNode()
                .put("path", path)
                .put("width", image.getWidth())
                .put("height", image.getHeight())
                .put("bytes", bytes)
                .put("format", canvas.format().word())
                .toString();
    }
}

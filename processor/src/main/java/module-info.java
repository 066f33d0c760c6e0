/** The annotation processor that generates clients of declared Redis commands. */
@SuppressWarnings("requires-automatic") // JavaPoet has a fixed module name and no descriptor
module io.aioredis.processor {
    requires static com.google.auto.service;
    requires com.palantir.javapoet;
    requires java.compiler;
    requires static org.jspecify;

    provides javax.annotation.processing.Processor with
            io.aioredis.processor.RedisCommandsProcessor;
}

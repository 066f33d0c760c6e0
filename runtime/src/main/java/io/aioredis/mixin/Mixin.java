package io.aioredis.mixin;

import io.aioredis.codec.CodecSource;
import io.aioredis.connection.CommandExecutor;

/** What every generated mixin needs of the class that it is mixed into: something to send commands through. */
public interface Mixin extends CodecSource {
    /** Where the commands of this client go. */
    CommandExecutor executor();
}

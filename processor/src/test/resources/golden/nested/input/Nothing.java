package io.example;

import io.aioredis.annotation.RedisCommands;

@RedisCommands
public interface Nothing {}

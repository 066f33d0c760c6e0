@NullMarked
package io.example;

import org.jspecify.annotations.NullMarked;

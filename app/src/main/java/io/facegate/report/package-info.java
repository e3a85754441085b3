/** What an operator has measured and drawn by the models in use, on pictures of his own. */
@NullMarked
package io.facegate.report;

import org.jspecify.annotations.NullMarked;

package dev.ringfence.querytree;

import java.util.Map;
import java.util.Optional;

/** What functions of the users' own return, where their bodies have been read. */
@FunctionalInterface
public interface FunctionResults {
  /** Nothing is known of any of them. */
  FunctionResults NONE = _ -> Optional.empty();

  /**
   * What each column that a function returns was made of, by its number from 1; the parameters
   * among its origins are the function's own.
   *
   * @param function its object id
   * @return empty where that is not known
   */
  Optional<Map<Integer, Origins>> of(long function);
}

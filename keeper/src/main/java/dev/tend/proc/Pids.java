package dev.tend.proc;

import java.util.Arrays;

/** A set of pids as a sorted array: with thousands of children, four bytes for each and no object made to look one up. */
final class Pids {

    private int[] sorted = new int[16];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** Returns a pid, in ascending order. */
    int at(int index) {
        return sorted[index];
    }

    boolean contains(int pid) {
        return Arrays.binarySearch(sorted, 0, size, pid) >= 0;
    }

    /** New pids mostly are the largest, so this mostly moves nothing. */
    void add(int pid) {
        int at = Arrays.binarySearch(sorted, 0, size, pid);
        if (at >= 0) {
            return;
        }
        int place = -at - 1;
        if (size == sorted.length) {
            sorted = Arrays.copyOf(sorted, 2 * size);
        }
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = pid;
        size++;
    }

    /**
     * Adds the numbers of a text with a space or a line end after each.
     *
     * @param begun the number that the part before ended in the midst of; 0: none
     * @return the number that this part ends in the midst of
     */
    int addAll(byte[] part, int length, int begun) {
        int number = begun;
        for (int i = 0; i < length; i++) {
            if (part[i] >= '0' && part[i] <= '9') {
                number = number * 10 + part[i] - '0';
            } else if (number > 0) {
                add(number);
                number = 0;
            }
        }
        return number;
    }

    void remove(int pid) {
        int at = Arrays.binarySearch(sorted, 0, size, pid);
        if (at >= 0) {
            size--;
            System.arraycopy(sorted, at + 1, sorted, at, size - at);
        }
    }
}

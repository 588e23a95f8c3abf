/** Pure Java: the template language of Go, and the functions of rendered configuration. No operating system. */
module dev.tend.template {
    requires org.snakeyaml.engine;
    requires re2j;

    exports dev.tend.template.data;
    exports dev.tend.template.exec;
    exports dev.tend.template.fmt;
    exports dev.tend.template.function;
    exports dev.tend.template.parse;
    exports dev.tend.template.value;
}

INSERT DATA { <indicator-10> plan:measures <measure-1.2> , <project-103-1> . <indicator-10> plan:supports <indicator-10> }

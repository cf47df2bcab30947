INSERT DATA { <indicator-10> plan:labelRemark label-remark:no-base }
